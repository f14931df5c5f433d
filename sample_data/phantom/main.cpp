#include <dcmtk/config/osconfig.h>
#include <dcmtk/oflog/oflog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "sample_data/phantom/given_figures.h"
#include "sample_data/phantom/write_study.h"

namespace osteosign::phantom {
namespace {

struct CommandLine {
  std::string kind;
  std::string output;
  std::string compression = "none";
  GivenFigures given;
};

/// One option for every described figure: --lesion-hu for lesion_hu. A figure that two descriptions share is
/// one option.
template <class Description>
void add_figures(CLI::App& app, GivenFigures& given, Description description) {
  describe(description, [&](const ParameterDescription& parameter, auto&) {
    const std::string name(parameter.name);
    std::string option = "--" + name;
    std::replace(option.begin(), option.end(), '_', '-');
    if (app.get_option_no_throw(option) != nullptr) return;  // two descriptions share the figure
    app.add_option_function<double>(
        option, [&given, name](double value) { given.figures[name] = value; },
        std::string(parameter.meaning));
  });
}

/// Short names that set one or several figures at once.
void add_short_names(CLI::App& app, GivenFigures& given) {
  const std::vector<std::tuple<std::string, std::vector<std::string>, std::string>> short_names{
      {"--pixel-mm", {"column_mm", "row_mm", "imager_pixel_mm"}, "Pixel size"},
      {"--slice-mm", {"slice_thickness_mm"}, "Slice thickness"},
      {"--psf-mm", {"psf_sigma_mm"}, "Standard deviation of the blur in the slice"},
      {"--oblique", {"oblique_deg"}, "Turn of the slices in degrees"},
      {"--lesion-radius-mm",
       {"lesion_semi_axis_x_mm", "lesion_semi_axis_y_mm", "lesion_semi_axis_z_mm"},
       "Radius of a ball"},
  };
  for (const auto& [option, names, meaning] : short_names)
    app.add_option_function<double>(
        option,
        [&given, names = names](double value) {
          for (const std::string& name : names) given.figures[name] = value;
        },
        meaning);
  app.add_option_function<double>(
      "--sign-vertebra", [&given](double value) { given.figures["sign_vertebra"] = value; },
      "Number of the vertebra that signs and lesion go to; 1 is the most cranial");
  app.add_option("--lesion-edge", given.lesion_edge, "sharp, linear or gaussian");
}

void add_options(CLI::App& app, CommandLine& line) {
  app.add_option("kind", line.kind, "What to make; 'list' prints the kinds")->required();
  app.add_option("--output", line.output, "Folder for dicom/ and truth.json");
  app.add_option("--compression", line.compression, "Pixels of the files")
      ->check(CLI::IsMember({"none", "deflate", "jpeg-ls"}));
  add_short_names(app, line.given);
  add_figures(app, line.given, LongBone{});
  add_figures(app, line.given, CorticalDamage{});
  add_figures(app, line.given, LesionBody{});
  add_figures(app, line.given, Surroundings{});
  add_figures(app, line.given, SpineShape{});
  add_figures(app, line.given, SpineBone{});
  add_figures(app, line.given, SpineSurroundings{});
  add_figures(app, line.given, VertebraSigns{});
  add_figures(app, line.given, CtScan{});
  add_figures(app, line.given, FilmExposure{});
}

Compression compression_named(const std::string& name) {
  if (name == "jpeg-ls") return Compression::jpeg_ls;
  return name == "deflate" ? Compression::deflate : Compression::none;
}

void run(const CommandLine& line) {
  if (line.kind == "list") {
    for (const Kind& kind : kinds()) std::cout << fmt::format("{:<16} {}\n", kind.name, kind.meaning);
    return;
  }
  Kind kind = kind_named(line.kind);
  apply(line.given, kind);
  if (line.output.empty()) throw UsageError("--output DIR is missing");
  write_study(kind, line.output, compression_named(line.compression));
}

int run_command(int argc, char** argv) {
  CLI::App app("Makes DICOM studies with known truth (dicom/ and truth.json)");
  CommandLine line;
  OFLog::configure(OFLogger::ERROR_LOG_LEVEL);
  add_options(app, line);
  try {
    app.parse(argc, argv);
    run(line);
    return 0;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(FailureKind::usage);
  } catch (const Failure& failure) {
    std::cerr << "osteosign-phantom: " << failure.what() << '\n';
    return failure.exit_code();
  } catch (const std::exception& bug) {
    std::cerr << "osteosign-phantom: bug: " << bug.what() << '\n';
    return 100;
  }
}

}  // namespace
}  // namespace osteosign::phantom

int main(int argc, char** argv) { return osteosign::phantom::run_command(argc, argv); }
