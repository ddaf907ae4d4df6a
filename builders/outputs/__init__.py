"""What a build makes: one module for each output, and their catalogue."""
