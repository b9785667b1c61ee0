@NullMarked
package io.github.ekssdk.k8s.internal.manifest;

import org.jspecify.annotations.NullMarked;
