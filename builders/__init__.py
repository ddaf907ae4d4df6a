"""The outputs: from views of the registry to named bytes, and their publication."""
