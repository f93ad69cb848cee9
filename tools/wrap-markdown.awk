# Breaks the prose of Markdown documentation comments at 100 columns; google-java-format would break it into
# line comments. What does not fit goes to the front of the next line of the same paragraph. Code and tables stay.

function flush_rest() {
  if (rest != "") {
    text = rest
    rest = ""
    put(rest_margin, text)
  }
}

# Prints the words of one line; the last part of a line that had to be broken stays in rest.
function put(margin, words,    cut) {
  if (length(margin words) <= 100) {
    print margin words
    return
  }
  for (cut = 101 - length(margin); cut > 1 && substr(words, cut, 1) != " "; cut--);
  if (cut <= 1) {
    print margin words
    return
  }
  print margin substr(words, 1, cut - 1)
  rest = substr(words, cut + 1)
  rest_margin = margin
  if (match(words, /^([-*+]|[0-9]+[.)]) +/)) {
    rest_margin = margin substr("          ", 1, RLENGTH)
  }
  if (length(rest_margin rest) > 100) {
    flush_rest()
  }
}

!/^ *\/\/\/ / {
  flush_rest()
  fenced = 0
  print
  next
}

{
  match($0, /^ *\/\/\/ */)
  margin = substr($0, 1, RLENGTH)
  words = substr($0, RLENGTH + 1)
  if (words ~ /^(```|~~~)/) {
    flush_rest()
    fenced = !fenced
    print
  } else if (fenced || words ~ /^\|/ || margin ~ /\/\/\/     / && rest == "" && length($0) <= 100) {
    flush_rest()
    print
  } else if (rest != "" && words !~ /^([-*+#>@]|[0-9]+[.)]) *[^ ]/ && length(margin) == length(rest_margin)) {
    words = rest " " words
    rest = ""
    put(margin, words)
  } else {
    flush_rest()
    put(margin, words)
  }
}

END { flush_rest() }
