"""What runs rules over copy and knows none of them."""
