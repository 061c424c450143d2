#!/usr/bin/env bash
# run.sh [<options of Boost.Test>...]: runs the client through nginx, haproxy and squid on the loopback interface. Not
# among the tests: they are programs of Debian's that nothing else here needs, and 77 is returned without them.
set -euo pipefail
cd "$(dirname "$0")/../.."

for program in nginx haproxy squid openssl python3; do
    command -v "$program" >/dev/null || PATH=$PATH:/usr/sbin command -v "$program" >/dev/null ||
        { echo "There is no $program, and so no trial."; exit 77; }
done
PATH=$PATH:/usr/sbin

tree=build/dev
[[ -e $tree/build.ninja ]] || cmake --preset dev
cmake --build "$tree" --target trials

work=$(mktemp -d)
chmod 755 "$work"
pids=()
stop() { kill "${pids[@]}" 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap stop EXIT

# Ports that are free now, so that a second trial does not get in the way.
mapfile -t ports < <(python3 -c '
import socket
all = [socket.socket() for _ in range(7)]
for s in all: s.bind(("127.0.0.1", 0))
for s in all: print(s.getsockname()[1])')
export TRIAL_SERVICE=${ports[0]} TRIAL_NGINX=${ports[1]} TRIAL_HAPROXY=${ports[2]} TRIAL_SQUID=${ports[3]}
export TRIAL_SQUID_GUARDED=${ports[4]} TRIAL_BROKEN=${ports[5]} TRIAL_CA=$work/certificate.pem
closed=${ports[6]}

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 -subj /CN=trial \
    -addext subjectAltName=IP:127.0.0.1 -keyout "$work/key.pem" -out "$TRIAL_CA" 2>/dev/null

cat >"$work/nginx.conf" <<END
daemon off; pid $work/nginx.pid; error_log $work/nginx.log; worker_processes 1;
events {}
http {
    access_log off; client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/f;
    uwsgi_temp_path $work/u; scgi_temp_path $work/s;
    keepalive_timeout 1s; keepalive_requests 7; client_max_body_size 1m;
    gzip on; gzip_types application/json; gzip_min_length 1; gzip_proxied any;
    proxy_buffer_size 64k; proxy_buffers 4 64k; proxy_busy_buffers_size 128k;
    upstream service { server 127.0.0.1:$TRIAL_SERVICE; keepalive 4; }
    server {
        listen 127.0.0.1:$TRIAL_NGINX ssl;
        ssl_certificate $TRIAL_CA; ssl_certificate_key $work/key.pem;
        location / { proxy_pass http://service; proxy_http_version 1.1; proxy_set_header Connection ""; }
        location /down/ { proxy_pass http://127.0.0.1:$closed; }
    }
}
END
cat >"$work/haproxy.cfg" <<END
defaults
    mode http
    timeout connect 1s
    timeout client 10s
    timeout http-keep-alive 1s
    timeout server 1s
    http-reuse always
frontend all
    bind 127.0.0.1:$TRIAL_HAPROXY
    http-request deny if { path /denied }
    use_backend down if { path_beg /down/ }
    use_backend broken if { path_beg /broken/ }
    default_backend service
backend service
    server one 127.0.0.1:$TRIAL_SERVICE
backend down
    server one 127.0.0.1:$closed
backend broken
    server one 127.0.0.1:$TRIAL_BROKEN
END
echo "user:$(openssl passwd -apr1 'p@ss:word')" >"$work/users"
cat >"$work/squid.conf" <<END
pid_filename none
http_port 127.0.0.1:$TRIAL_SQUID name=open
http_port 127.0.0.1:$TRIAL_SQUID_GUARDED name=guarded
auth_param basic program /usr/lib/squid/basic_ncsa_auth $work/users
acl guarded myportname guarded
acl known proxy_auth REQUIRED
acl denied dstdomain denied.example
http_access deny denied
http_access deny guarded !known
http_access allow all
cache deny all
access_log none
cache_log $work/squid.log
cache_store_log none
coredump_dir $work
END
chmod -R a+rwX "$work"

nginx -p "$work" -e "$work/nginx.log" -c "$work/nginx.conf" & pids+=($!)
haproxy -q -db -f "$work/haproxy.cfg" & pids+=($!)
squid -N -f "$work/squid.conf" 2>/dev/null & pids+=($!)
for port in "$TRIAL_NGINX" "$TRIAL_HAPROXY" "$TRIAL_SQUID"; do
    for _ in {1..100}; do (: <"/dev/tcp/127.0.0.1/$port") 2>/dev/null && break; sleep 0.1; done
done
"$tree/tests/trials/trials" "$@"
