package io.github.ekssdk.internal.resource.ec2;

import io.github.ekssdk.internal.aws.Aws;
import io.github.ekssdk.internal.aws.AwsFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** A version of a launch template that others made. */
public final class LaunchTemplateFacts {

    private final LaunchTemplateVersion version;
    private final ResponseLaunchTemplateData data;

    private LaunchTemplateFacts(LaunchTemplateVersion version) {
        this.version = version;
        this.data = version.launchTemplateData();
    }

    /** Looks up a version: a number, {@code latest} or {@code default}. */
    public static Optional<LaunchTemplateFacts> find(Aws aws, String idOrName, String version) {
        String asked = switch (version) {
            case "latest" -> "$Latest";
            case "default" -> "$Default";
            default -> version;
        };
        boolean byId = idOrName.startsWith("lt-");
        try {
            return aws
                    .ec2()
                    .describeLaunchTemplateVersions(request -> request.launchTemplateId(byId ? idOrName : null)
                            .launchTemplateName(byId ? null : idOrName)
                            .versions(asked))
                    .launchTemplateVersions()
                    .stream()
                    .findFirst()
                    .map(LaunchTemplateFacts::new);
        } catch (AwsFault fault) {
            if (fault.code().startsWith("InvalidLaunchTemplate")) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    /** Returns the template's id. */
    public String id() {
        return version.launchTemplateId();
    }

    /** Returns the number of the version. */
    public String version() {
        return Long.toString(version.versionNumber());
    }

    /** Returns the image that it names. */
    public Optional<String> imageId() {
        return Optional.ofNullable(data.imageId());
    }

    /** Returns the instance type that it names. */
    public Optional<String> instanceType() {
        return Optional.ofNullable(data.instanceTypeAsString());
    }

    /** Returns what is in it that EKS takes in no launch template of a managed node group. */
    public List<String> refused(boolean capacityBlock) {
        List<String> refused = new ArrayList<>();
        add(refused, "an instance profile", data.iamInstanceProfile());
        if (data.networkInterfaces().stream().anyMatch(card -> card.subnetId() != null)) {
            refused.add("a subnet");
        }
        add(refused, "hibernation options", data.hibernationOptions());
        add(refused, "what instances do when they shut down", data.instanceInitiatedShutdownBehaviorAsString());
        if (!capacityBlock) {
            add(refused, "market options such as Spot", data.instanceMarketOptions());
        }
        return refused;
    }

    private static void add(List<String> refused, String what, @Nullable Object value) {
        if (value != null) {
            refused.add(what);
        }
    }
}
