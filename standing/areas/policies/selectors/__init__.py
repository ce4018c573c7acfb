"""Every read of this area, for whoever may."""
