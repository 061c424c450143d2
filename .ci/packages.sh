# What both commands install on Debian 12. To be sourced by bash.

# Debian's default Boost, libboost-dev, is 1.74 and too old. ca-certificates is what HTTPS to a real service trusts.
# mold is not necessary: it links the tests faster.
build_packages=(g++ cmake mold ninja-build libboost1.81-dev libboost-url1.81-dev libssl-dev zlib1g-dev ca-certificates)

# What the examples of logging and of a transport of one's own are made with.
example_packages=(libspdlog-dev libcurl4-openssl-dev)

as_root()
{
    if [[ $(id -u) == 0 ]]; then "$@"; else sudo "$@"; fi
}

# install_missing <package>...: costs nothing when they are all there.
install_missing()
{
    local package missing=()
    for package in "$@"; do
        [[ $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || missing+=("$package")
    done
    [[ ${#missing[@]} == 0 ]] && return

    echo "Installing ${missing[*]}"
    as_root apt-get update -qq </dev/null
    # It adds packages, and refuses to remove any of this machine.
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends --no-remove \
        -o DPkg::Lock::Timeout=300 "${missing[@]}" </dev/null >/dev/null
}
