# To be sourced. find_jdk prints the home of a JDK 25, or says on standard error what to do and returns 1. find_java_17
# prints the home of a Java 17, JDK or JRE, or returns 1.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release"
}

is_java_17() {
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="17[".]' "$1/release"
}

# The home behind the java that the PATH names: its real path without bin/java.
java_home_of_path() {
  local java
  java=$(command -v java) || return 1
  while [ -L "$java" ]; do
    local target
    target=$(readlink "$java")
    case $target in
      /*) java=$target ;;
      *) java=$(dirname "$java")/$target ;;
    esac
  done
  dirname "$(dirname "$java")"
}

# The first home for which the given function holds, among the usual places.
java_home_where() {
  local home
  for home in "${JAVA_HOME:-}" "$(java_home_of_path)" \
      /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/* /opt/java/* \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk@*; do
    if [ -n "$home" ] && "$1" "$home"; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  return 1
}

find_java_17() {
  java_home_where is_java_17
}

find_jdk() {
  if java_home_where is_jdk_25; then
    return 0
  fi
  cat >&2 <<MESSAGE
clew needs a JDK 25 and found none in JAVA_HOME, in PATH or in the usual places.
Install one (for example "apt install openjdk-25-jdk", "sdk install java 25-tem" or "brew install openjdk@25"),
or set JAVA_HOME to the folder of one you have.
MESSAGE
  return 1
}
