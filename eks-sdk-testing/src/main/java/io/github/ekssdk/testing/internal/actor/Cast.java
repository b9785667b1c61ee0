package io.github.ekssdk.testing.internal.actor;

import io.github.ekssdk.testing.internal.Account;
import io.github.ekssdk.testing.internal.service.eks.EksService;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Everyone who acts in an account besides the caller. An act is a name and arguments, so that it can be done again. */
public final class Cast {
    private final Map<String, Function<List<String>, String>> acts = new TreeMap<>();

    /** The actors of an account, none of whom has done anything. */
    public Cast(Account account) {
        BalancerController controller = new BalancerController(account);
        NodeAgents agents = new NodeAgents(account);
        Person person = new Person(account);
        acts.put(
                "autoscale",
                words -> done(() ->
                        account.service(EksService.class).autoscale(words.get(0), words.get(1), number(words.get(2)))));
        acts.put(
                "application-load-balancer",
                words -> controller.make("application", words.get(0), words.get(1), words.get(2)));
        acts.put(
                "network-load-balancer", words -> controller.make("network", words.get(0), words.get(1), words.get(2)));
        for (BalancerOwner owner : BalancerOwner.values()) {
            String suffix = owner == BalancerOwner.AUTO_MODE ? "-of-auto-mode" : "-of-controller";
            for (String kind : List.of("application", "network")) {
                acts.put(
                        kind + "-load-balancer" + suffix,
                        words -> controller.make(owner, kind, words.get(0), words.get(1), words.get(2)));
            }
        }
        for (String kind : List.of("application", "network")) {
            acts.put(
                    kind + "-gateway",
                    words -> controller.makeForGateway(kind, words.get(0), words.get(1), words.get(2)));
        }
        acts.put("classic-load-balancer", words -> controller.makeClassic(words.get(0), words.get(1), words.get(2)));
        acts.put(
                "remove-load-balancers",
                words -> done(() -> controller.removal().removeAll(words.get(0))));
        acts.put(
                "remove-load-balancer",
                words -> done(() -> controller.removal().remove(words.get(0), words.get(1), words.get(2))));
        acts.put("uninstall-load-balancer-controller", words -> done(() -> controller.uninstall(words.get(0))));
        acts.put("attach-pod-interfaces", words -> String.join(",", agents.attachPodInterfaces(words.get(0))));
        acts.put(
                "leave-pod-interfaces",
                words -> String.join(",", agents.leaveInterfaces(words.get(0), number(words.get(1)))));
        acts.put("make-volume", words -> agents.makeVolume(words.get(0), words.get(1), number(words.get(2))));
        acts.put("grow-volume", words -> done(() -> agents.growVolume(words.get(0), number(words.get(1)))));
        acts.put(
                "start-auto-node",
                words -> account.service(EksService.class)
                        .autoModeNodes()
                        .start(words.get(0), words.get(1), words.get(2), words.get(3)));
        acts.put(
                "end-auto-node",
                words -> done(
                        () -> account.service(EksService.class).autoModeNodes().end(words.get(0), words.get(1))));
        acts.put("tag", words -> done(() -> person.tag(words.get(0), words.get(1), words.get(2))));
        acts.put("untag", words -> done(() -> person.untag(words.get(0), words.get(1))));
        acts.put("delete", words -> done(() -> person.delete(words.get(0))));
        acts.put("delete-node-group", words -> done(() -> person.deleteNodeGroup(words.get(0), words.get(1))));
        acts.put("open-port", words -> done(() -> person.openPort(words.get(0), number(words.get(1)), words.get(2))));
        acts.put(
                "scale-node-group",
                words -> done(() -> person.scale(words.get(0), words.get(1), number(words.get(2)))));
    }

    private static String done(Runnable deed) {
        deed.run();
        return "";
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }

    /**
     * Lets somebody do something.
     *
     * @return what was made: an id, an ARN, a name, or ids with commas between them; empty if nothing was
     * @throws IllegalArgumentException if nobody knows how to do that
     */
    public String act(String name, List<String> arguments) {
        Function<List<String>, String> act = acts.get(name);
        if (act == null) {
            throw new IllegalArgumentException("Nobody knows the act '" + name + "'; there are " + acts.keySet() + ".");
        }
        return act.apply(arguments);
    }
}
