"""The private pack of one station: three lists and a handbook on paper, a workbook and a page."""
