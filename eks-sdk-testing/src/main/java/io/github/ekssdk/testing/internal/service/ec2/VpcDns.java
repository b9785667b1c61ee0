package io.github.ekssdk.testing.internal.service.ec2;

/** What ModifyVpcAttribute changes. */
record VpcDns(boolean support, boolean hostnames, boolean usageMetrics) {}
