# Abacus with its compilers: pages, readers' edits built on the server, and the
# compiler that readers' browsers fetch. From the project's directory:
#
#	docker build -t abacus:1.0.0 .
#	docker run --read-only --tmpfs /tmp -v abacus-work:/var/cache/abacus/work -p 127.0.0.1:8080:8080 abacus:1.0.0
#
# Everything that needs the network or takes minutes happens here, once. A
# container is ready in seconds, writes nothing but builds under way, and needs
# no network.

FROM golang:1.26.8-trixie AS build
ENV CGO_ENABLED=0 GOTOOLCHAIN=local XDG_CACHE_HOME=/var/cache GOCACHE=/root/.cache/go-build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN go build -trimpath -ldflags=-s -o /usr/local/bin/abacus .
# The packages that edits are built on, and the browsers' compiler, for another user to read.
RUN abacus kit && chmod -R a+rX /var/cache/abacus
# Of the toolchain a server needs this much, 46 of 250 MB.
RUN mkdir -p /toolchain && cd /usr/local/go && cp --parents bin/go pkg/tool/*/compile pkg/tool/*/link lib/wasm/wasm_exec.js VERSION go.env /toolchain

# Without Go (--target browsers): pages, and the compiler for readers' browsers,
# which build what readers change.
FROM scratch AS browsers
COPY --from=build /var/cache/abacus/kit /var/cache/abacus/kit
COPY --from=build --chown=65532:65532 /var/cache/abacus/work /var/cache/abacus/work
COPY --from=build /usr/local/bin/abacus /usr/local/bin/abacus
ENV PATH=/usr/local/bin XDG_CACHE_HOME=/var/cache
USER 65532:65532
EXPOSE 8080 9090
ENTRYPOINT ["abacus", "-open=false"]
CMD ["-addr", ":8080", "-lag", "5s"]

# Debian, because limits on builds are set by its shell.
FROM debian:trixie-slim
COPY --from=build /toolchain /usr/local/go
COPY --from=build /var/cache/abacus /var/cache/abacus
COPY --from=build --chown=65532:65532 /var/cache/abacus/work /var/cache/abacus/work
COPY --from=build /usr/local/bin/abacus /usr/local/bin/abacus
ENV PATH=/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin GOTOOLCHAIN=local XDG_CACHE_HOME=/var/cache
USER 65532:65532
VOLUME /var/cache/abacus/work
EXPOSE 8080 9090
ENTRYPOINT ["abacus", "-open=false"]
CMD ["-addr", ":8080", "-lag", "5s"]
