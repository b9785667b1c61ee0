@NullMarked
package io.github.ekssdk.k8s;

import org.jspecify.annotations.NullMarked;
