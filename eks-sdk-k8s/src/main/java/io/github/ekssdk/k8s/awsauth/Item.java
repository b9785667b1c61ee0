package io.github.ekssdk.k8s.awsauth;

import org.snakeyaml.engine.v2.nodes.Node;

/**
 * An item of one of the lists. Compared by identity: two may say the same.
 */
final class Item {

    private final IamMapping mapping;
    private final Node node;

    /**
     * Takes an item.
     *
     * @param mapping what it says; of an account, its id alone
     * @param node how it says so
     */
    Item(IamMapping mapping, Node node) {
        this.mapping = mapping;
        this.node = node;
    }

    IamMapping mapping() {
        return mapping;
    }

    Node node() {
        return node;
    }
}
