"""The one reader of numbers, money, dates, times and spans of time in what people write."""
