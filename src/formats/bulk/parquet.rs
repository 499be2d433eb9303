//! Parquet, row group by row group, so that a long table need not lie in memory.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{ConvertedType, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;

use super::{BulkCell, BulkColumn, CellType};

/// A table that is being written.
#[expect(missing_debug_implementations, reason = "the writer of the library has none")]
pub struct ParquetTable<W: Write + Send> {
    writer: SerializedFileWriter<W>,
    columns: &'static [BulkColumn],
}

impl<W: Write + Send> ParquetTable<W> {
    /// Begins a table.
    ///
    /// # Errors
    /// The destination cannot be written.
    pub fn new(to: W, columns: &'static [BulkColumn]) -> Result<Self, ParquetError> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>, _>>()?;
        let schema = Type::group_type_builder("schema").with_fields(fields).build()?;
        let properties = Arc::new(WriterProperties::builder().build());
        Ok(Self { writer: SerializedFileWriter::new(to, Arc::new(schema), properties)?, columns })
    }

    /// Writes rows as one group; each has a cell for every column.
    ///
    /// # Errors
    /// The destination cannot be written.
    pub fn add(&mut self, rows: &[Vec<BulkCell>]) -> Result<(), ParquetError> {
        let mut group = self.writer.next_row_group()?;
        for (place, column) in self.columns.iter().enumerate() {
            let Some(mut writer) = group.next_column()? else { break };
            let cells = || rows.iter().map(|row| row.get(place).unwrap_or(&BulkCell::Unknown));
            match column.cell {
                CellType::Text => write::<ByteArrayType>(&mut writer, cells().map(text)),
                CellType::Whole => write::<Int64Type>(&mut writer, cells().map(whole)),
                CellType::Number => write::<DoubleType>(&mut writer, cells().map(number)),
                CellType::Flag => write::<BoolType>(&mut writer, cells().map(flag)),
            }?;
            writer.close()?;
        }
        group.close().map(|_| ())
    }

    /// Ends the table.
    ///
    /// # Errors
    /// The destination cannot be written.
    pub fn close(self) -> Result<(), ParquetError> {
        self.writer.close().map(|_| ())
    }
}

fn field(column: &BulkColumn) -> Result<Arc<Type>, ParquetError> {
    let (kind, converted, logical) = match column.cell {
        CellType::Text => (PhysicalType::BYTE_ARRAY, ConvertedType::UTF8, Some(LogicalType::String)),
        CellType::Whole => (PhysicalType::INT64, ConvertedType::NONE, None),
        CellType::Number => (PhysicalType::DOUBLE, ConvertedType::NONE, None),
        CellType::Flag => (PhysicalType::BOOLEAN, ConvertedType::NONE, None),
    };
    let builder = Type::primitive_type_builder(column.name, kind).with_repetition(Repetition::OPTIONAL);
    builder.with_converted_type(converted).with_logical_type(logical).build().map(Arc::new)
}

fn write<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Option<T::T>>,
) -> Result<(), ParquetError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    writer.typed::<T>().write_batch(&values, Some(&levels), None).map(|_| ())
}

fn text(cell: &BulkCell) -> Option<ByteArray> {
    if let BulkCell::Text(text) = cell { Some(ByteArray::from(text.as_str())) } else { None }
}

fn whole(cell: &BulkCell) -> Option<i64> {
    if let BulkCell::Whole(number) = cell { Some(*number) } else { None }
}

fn number(cell: &BulkCell) -> Option<f64> {
    match cell {
        BulkCell::Number(number) => Some(*number),
        BulkCell::Whole(number) => i32::try_from(*number).ok().map(f64::from),
        _ => None,
    }
}

fn flag(cell: &BulkCell) -> Option<bool> {
    if let BulkCell::Flag(yes) = cell { Some(*yes) } else { None }
}
