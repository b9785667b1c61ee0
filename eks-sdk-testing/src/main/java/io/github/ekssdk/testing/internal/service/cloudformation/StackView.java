package io.github.ekssdk.testing.internal.service.cloudformation;

import io.github.ekssdk.testing.internal.Account;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.Export;

/** What the functions of a template see of its stack and of the account. */
final class StackView implements Evaluator.Surroundings {
    private final StackStore store;
    private final StackState stack;
    private final Map<String, Made> resources;
    private final Aws aws;

    StackView(StackStore store, StackState stack, Map<String, Made> resources, Aws aws) {
        this.store = store;
        this.stack = stack;
        this.resources = resources;
        this.aws = aws;
    }

    @Override
    public @Nullable String pseudo(String name) {
        Account account = store.account();
        return switch (name) {
            case "AWS::AccountId" -> account.id();
            case "AWS::Partition" -> account.partition();
            case "AWS::Region" -> account.region();
            case "AWS::StackId" -> stack.id();
            case "AWS::StackName" -> stack.name();
            case "AWS::URLSuffix" -> account.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
            default -> null;
        };
    }

    @Override
    public String reference(String logicalId) {
        Made made = made(logicalId);
        return made.kind().reference(made);
    }

    @Override
    public Object attribute(String logicalId, String name) {
        Made made = made(logicalId);
        return made.kind().attribute(made, name, aws);
    }

    private Made made(String logicalId) {
        Made made = resources.get(logicalId);
        if (made == null) {
            throw CfnRefusals.template("Unresolved resource dependencies [" + logicalId + "]");
        }
        return made;
    }

    @Override
    public String exported(String name) {
        Export export = store.exports().get(name);
        if (export == null) {
            throw CfnRefusals.validation("No export named " + name + " found.");
        }
        stack.imports().add(name);
        return export.value();
    }

    @Override
    public List<String> zones(String region) {
        Map<String, Object> found = aws.call("ec2", "DescribeAvailabilityZones", Map.of());
        return Values.list(Values.at(found, "AvailabilityZones")).stream()
                .map(zone -> Values.text(Values.at(zone, "ZoneName")))
                .toList();
    }
}
