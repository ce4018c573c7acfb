"""Every read of this area, limited to what the reader may see."""
