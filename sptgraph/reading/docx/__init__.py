"""Word documents, read from their XML: python-docx drops automatic numbers, insertions and text boxes."""
