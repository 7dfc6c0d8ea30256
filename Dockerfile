# The version of Go is the one that go.mod names.
ARG GO=1.26.8
FROM golang:${GO} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=development
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.version=${VERSION}" -o /image/usr/local/bin/thidua ./cmd/thidua \
 && install -D -m 644 /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ca-certificates.crt \
 && install -d -m 700 /writable/data \
 && install -d -m 1777 /writable/tmp

# The time zones are in the binary; beside it, it needs certificates, its data, and room for temporary files.
FROM scratch
COPY --from=build /image/ /
COPY --from=build --chown=65532:65532 /writable/ /
USER 65532:65532
ENV STORE_URL=file:/data/thidua.db
VOLUME /data
ENTRYPOINT ["/usr/local/bin/thidua"]
CMD ["serve"]
