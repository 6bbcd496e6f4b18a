import java.io.BufferedOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.verapdf.features.FeatureFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.metadata.fixer.FixerFactory;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.verapdf.processor.BatchProcessor;
import org.verapdf.processor.FormatOption;
import org.verapdf.processor.ProcessorConfig;
import org.verapdf.processor.ProcessorFactory;
import org.verapdf.processor.TaskType;
import org.verapdf.processor.plugins.PluginsCollectionConfig;

/**
 * Validates every PDF in the current folder against each flavour that is named, and writes the
 * machine-readable report of each into FLAVOUR.xml, as {@code verapdf --flavour FLAVOUR *.pdf} does.
 */
class VeraPdf {
    public static void main(String[] flavours) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        File[] files = new File(".").listFiles((folder, name) -> name.endsWith(".pdf"));
        Arrays.sort(files);
        for (String flavour : flavours) {
            report(flavour, Arrays.asList(files));
        }
    }

    private static void report(String flavour, List<File> files) throws Exception {
        try (BatchProcessor processor = ProcessorFactory.fileBatchProcessor(validation(flavour));
                OutputStream file = Files.newOutputStream(Path.of(flavour + ".xml"));
                OutputStream report = new BufferedOutputStream(file)) {
            processor.process(
                    files, ProcessorFactory.getHandler(FormatOption.MRR, false, report, false));
        }
    }

    private static ProcessorConfig validation(String flavour) {
        return ProcessorFactory.fromValues(
                ValidatorConfigBuilder.defaultBuilder()
                        .flavour(PDFAFlavour.byFlavourId(flavour))
                        .maxNumberOfDisplayedFailedChecks(1)
                        .build(),
                FeatureFactory.defaultConfig(),
                PluginsCollectionConfig.defaultConfig(),
                FixerFactory.defaultConfig(),
                EnumSet.of(TaskType.VALIDATE));
    }
}
