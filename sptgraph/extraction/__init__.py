"""From a document to a plan: what the text says, and where it says it."""
