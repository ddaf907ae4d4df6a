"""What changes from one state to another, for the public and for each station, told to people."""
