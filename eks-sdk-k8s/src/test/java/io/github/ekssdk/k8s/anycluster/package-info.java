/**
 * Tests that need no AWS, and therefore run on any cluster: on the fake in every build, and on a real one whose kubeconfig the
 * variable {@code EKS_SDK_TEST_KUBECONFIG} names.
 */
@NullMarked
package io.github.ekssdk.k8s.anycluster;

import org.jspecify.annotations.NullMarked;
