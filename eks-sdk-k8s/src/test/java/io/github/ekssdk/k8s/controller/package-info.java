@NullMarked
package io.github.ekssdk.k8s.controller;

import org.jspecify.annotations.NullMarked;
