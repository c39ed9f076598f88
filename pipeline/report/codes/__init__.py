"""What every problem code means: data for `catalogue`, one file per stage."""
