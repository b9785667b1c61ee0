@org.jspecify.annotations.NullMarked
package io.github.ekssdk.k8s.awsauth;
