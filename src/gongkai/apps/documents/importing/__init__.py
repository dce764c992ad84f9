"""Take an existing library in: a spreadsheet of documents and a folder of their files."""
