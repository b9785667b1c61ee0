@NullMarked
package io.github.ekssdk.k8s.internal.client;

import org.jspecify.annotations.NullMarked;
