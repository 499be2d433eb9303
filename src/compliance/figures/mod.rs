//! Figures of points by period: totals without double counting, per 1,000 people, trends, outliers.

mod outliers;
mod span;
mod total;

pub use outliers::{Outlier, outliers};
pub use span::Span;
pub use total::{FigureTotal, PointFigure, figure_trend, point_figure, total};
