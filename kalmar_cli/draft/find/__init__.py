"""What stands in a document: tables, lists, amounts in prose."""
