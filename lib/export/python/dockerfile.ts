/** Constant: nothing foreign is ever written into a Dockerfile. */
export const DOCKERFILE = `# syntax=docker/dockerfile:1
# Pin the base by digest before you deploy: docker buildx imagetools inspect python:3.13-slim-bookworm
ARG BASE=docker.io/library/python:3.13-slim-bookworm

FROM \${BASE} AS packages
COPY requirements.txt ./
# Only files with the hashes of requirements.txt, and only such that need no compiler.
RUN pip install --no-cache-dir --require-hashes --only-binary :all: --target /packages -r requirements.txt

FROM \${BASE}
ENV PYTHONPATH=/packages PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
WORKDIR /app
COPY --from=packages /packages /packages
COPY mcp.json mcp.lock trace.json *.py ./
COPY runtime ./runtime
# Servers of mcp.json that run as a program belong here, in pinned versions.
RUN mkdir data && chown 10001:10001 data
USER 10001:10001
EXPOSE 8080
ENTRYPOINT ["python", "main.py"]
CMD ["serve"]
`;

export const DOCKERIGNORE = `*
!requirements.txt
!*.py
!mcp.json
!mcp.lock
!trace.json
!runtime
`;
