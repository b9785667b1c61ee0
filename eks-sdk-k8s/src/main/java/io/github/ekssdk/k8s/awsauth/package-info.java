/** The ConfigMap aws-auth, by which clusters from before access entries let IAM principals in, and the way from it to access entries. */
@NullMarked
package io.github.ekssdk.k8s.awsauth;

import org.jspecify.annotations.NullMarked;
