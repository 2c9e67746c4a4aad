# One binary and Debian's Chromium, with its sandbox, as an unprivileged user. docs/operating.md says how to run it:
# Chromium's sandbox needs user namespaces, which Docker's default seccomp profile forbids.

# Name them by digest (image@sha256:…) to build from the very same images again.
ARG BUILD_IMAGE=node:22-bookworm-slim
ARG BASE_IMAGE=debian:bookworm-slim

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY . .
RUN npm run build

FROM ${BASE_IMAGE}
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium fonts-liberation fonts-noto-color-emoji tini ca-certificates \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data --shell /usr/sbin/nologin chaperone \
 && install -d -o chaperone -g chaperone -m 0700 /data
COPY --from=build /src/dist/chaperone /usr/local/bin/chaperone
ENV CHAPERONE_DATA_DIR=/data CHAPERONE_HOST=0.0.0.0 CHAPERONE_PORT=4600
USER chaperone
WORKDIR /data
VOLUME /data
EXPOSE 4600
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s CMD ["chaperone", "doctor", "--service"]
ENTRYPOINT ["tini", "--", "chaperone"]
CMD ["serve"]
