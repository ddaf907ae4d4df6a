"""The registry: one shared sheet, read exactly, checked, and shown as views."""
