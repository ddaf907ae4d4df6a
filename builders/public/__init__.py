"""The public site: pages and search data made from the public view alone."""
