@NullMarked
package io.github.ekssdk.k8s.nodes;

import org.jspecify.annotations.NullMarked;
