# Statements on electricity in the first days of 2026, counted by region.
address <- "http://localhost:3000/api/v1/observations?service=electricity&from=2026-01-01&to=2026-01-31&limit=1000&format=csv"
statements <- read.csv(address, na.strings = "", encoding = "UTF-8")
print(head(sort(table(statements$regions), decreasing = TRUE), 5))
cat(nrow(statements), "statements\n")
