/** Constant: nothing foreign is ever written into a Dockerfile. */
export const DOCKERFILE = `# syntax=docker/dockerfile:1
# Pin the base by digest before you deploy: docker buildx imagetools inspect node:24-bookworm-slim
ARG BASE=docker.io/library/node:24-bookworm-slim

FROM \${BASE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# No script of a package runs; the base brings its own Node.
RUN npm ci --omit=dev --ignore-scripts

FROM \${BASE}
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json mcp.json mcp.lock trace.json *.ts ./
COPY runtime ./runtime
# Servers of mcp.json that run as a program belong here, in pinned versions:
# RUN npm install --global --ignore-scripts <server>@<version>
RUN mkdir data && chown 10001:10001 data
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["node", "main.ts"]
CMD ["serve"]
`;

export const DOCKERIGNORE = `*
!package.json
!package-lock.json
!*.ts
!mcp.json
!mcp.lock
!trace.json
!runtime
`;
