#!/bin/sh
# One shot of temporalio/admin-tools: makes the namespace, which keeps closed workflows for 90 days. Safe to repeat.
set -eu
until temporal operator cluster health; do sleep 2; done
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" > /dev/null 2>&1 \
  || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 2160h
