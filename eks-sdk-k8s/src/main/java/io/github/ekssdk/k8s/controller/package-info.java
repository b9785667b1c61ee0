/**
 * Controllers that clusters usually have, as components: an EKS add-on where EKS has one, else the official Helm chart, with the IAM
 * roles that they need in the same plan.
 */
@NullMarked
package io.github.ekssdk.k8s.controller;

import org.jspecify.annotations.NullMarked;
