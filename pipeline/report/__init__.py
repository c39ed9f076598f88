"""Problems, counts and origins -> text for people and machines. Prints nothing and knows no Office library."""
