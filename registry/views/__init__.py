"""What an output may see of the registry: the public view, and one view for each station."""
