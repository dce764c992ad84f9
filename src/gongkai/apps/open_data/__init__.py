"""What of the office machines may take: data sets as files, described for whoever reads them."""
