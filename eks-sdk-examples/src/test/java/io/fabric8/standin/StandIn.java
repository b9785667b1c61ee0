package io.fabric8.standin;

/** Stands for a Fabric8 type, which this module rightly does not have. */
public interface StandIn {
    String name();
}
