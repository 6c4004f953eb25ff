"""PDF files with a text layer: glyphs → lines → paragraphs, without what a printer adds to each page."""
