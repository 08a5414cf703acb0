"""letter files and official sources -> the library of letters."""
