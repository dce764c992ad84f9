"""Make the files that go with a document's page: Word, PDF, and a description in JSON."""
