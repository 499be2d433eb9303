//! sea-orm entities, one file each; the migrations are the truth about the tables.

pub mod account;
pub mod account_role;
pub mod action;
pub mod answer;
pub mod boundary;
pub mod confirmation;
pub mod district;
pub mod equipment;
pub mod figure;
pub mod ground;
pub mod hromada_fact;
pub mod invitation;
pub mod mandatory_declared;
pub mod mandatory_position;
pub mod offering;
pub mod point;
pub mod point_period;
pub mod service;
pub mod service_period;
pub mod service_step;
pub mod session;
pub mod sign_in_failure;
pub mod submission;
pub mod target;
pub mod territory;
