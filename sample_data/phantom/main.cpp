#include <dcmtk/config/osconfig.h>
#include <dcmtk/oflog/oflog.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iostream>

#include "sample_data/phantom/film_of_ct_study.h"
#include "sample_data/phantom/given_figures.h"
#include "sample_data/phantom/paint/paint_film_study.h"
#include "sample_data/phantom/paint/paint_study.h"
#include "sample_data/phantom/write_study.h"

namespace osteosign::phantom {
namespace {

struct CommandLine {
  std::vector<std::string> inputs;
  std::string labels;
  std::vector<std::string> ellipsoids;
  std::vector<std::string> bulges;
  std::string ellipse;
  std::string view = "ap";
  std::string body_part;
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
      {"--rotation-deg", {"turn_deg"}, "Turn of the patient before the film"},
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

void add_paint_options(CLI::App& app, CommandLine& line) {
  app.add_option("--input", line.inputs,
                 "paint, film-of-ct: files or folders of the CT; paint-film: the film");
  app.add_option("--labels", line.labels, "paint: label map of its bones, for labels of ellipsoids");
  app.add_option("--ellipsoid", line.ellipsoids,
                 "paint: x,y,z,rx,ry,rz,hu[,edge_width_mm[,label]] in patient mm (LPS); may be repeated");
  app.add_option("--bulge", line.bulges,
                 "paint: x,y,z,height,half_width,half_length[,hu] of a posterior wall; may be repeated");
}

void add_film_options(CLI::App& app, CommandLine& line) {
  app.add_option("--ellipse", line.ellipse, "paint-film: column,row,a,b[,angle] in pixels and degrees");
  app.add_option("--view", line.view, "film-of-ct: ap or lateral")->check(CLI::IsMember({"ap", "lateral"}));
  app.add_option("--body-part", line.body_part, "film-of-ct: Body Part Examined of the film (LSPINE)");
}

void add_options(CLI::App& app, CommandLine& line) {
  app.add_option(
         "kind", line.kind,
         "What to make; 'list' prints the kinds, 'paint' paints into a CT (its blur and noise are measured "
         "in it unless --psf-mm and --noise-hu are given), 'film-of-ct' radiographs a CT, "
         "'paint-film' takes the content of an ellipse out of a film")
      ->required();
  app.add_option("--output", line.output, "Folder for dicom/ and truth.json");
  app.add_option("--compression", line.compression, "Pixels of the files")
      ->check(CLI::IsMember({"none", "deflate", "jpeg-ls"}));
  add_paint_options(app, line);
  add_film_options(app, line);
  add_short_names(app, line.given);
  add_figures(app, line.given, LongBone{});
  add_figures(app, line.given, CorticalDamage{});
  add_figures(app, line.given, Fracture{});
  add_figures(app, line.given, PeriostealReaction{});
  add_figures(app, line.given, LesionBody{});
  add_figures(app, line.given, Surroundings{});
  add_figures(app, line.given, SoftTissue{});
  add_figures(app, line.given, SpineShape{});
  add_figures(app, line.given, SpineBone{});
  add_figures(app, line.given, SpineSurroundings{});
  add_figures(app, line.given, VertebraSigns{});
  add_figures(app, line.given, FacetSigns{});
  add_figures(app, line.given, CtScan{});
  add_figures(app, line.given, FilmExposure{});
}

Compression compression_named(const std::string& name) {
  if (name == "jpeg-ls") return Compression::jpeg_ls;
  return name == "deflate" ? Compression::deflate : Compression::none;
}

void run_paint(const CommandLine& line) {
  PaintRequest request;
  if (line.inputs.empty()) throw UsageError("--input FILE_OR_FOLDER is missing");
  if (line.output.empty()) throw UsageError("--output DIR is missing");
  if (line.ellipsoids.empty() && line.bulges.empty())
    throw UsageError("nothing to paint: no --ellipsoid, no --bulge");
  for (const std::string& input : line.inputs) request.inputs.emplace_back(input);
  request.output = line.output;
  request.labels = line.labels;
  for (const std::string& text : line.ellipsoids) request.painting.ellipsoids.push_back(ellipsoid_of(text));
  for (const std::string& text : line.bulges) request.painting.bulges.push_back(bulge_of(text));
  const auto figure = [&](const char* name, Measured<double>& member) {
    const auto found = line.given.figures.find(name);
    if (found != line.given.figures.end()) member = found->second;
  };
  figure("noise_hu", request.painting.noise_hu);
  figure("psf_sigma_mm", request.painting.in_plane_sigma_mm);
  if (line.given.figures.contains("seed"))
    request.painting.seed = static_cast<int>(line.given.figures.at("seed"));
  request.compression = compression_named(line.compression);
  paint_study(request);
}

void run_film_of_ct(const CommandLine& line) {
  FilmOfCtRequest request;
  if (line.inputs.empty()) throw UsageError("--input FILE_OR_FOLDER is missing");
  if (line.output.empty()) throw UsageError("--output DIR is missing");
  for (const std::string& input : line.inputs) request.inputs.emplace_back(input);
  request.output = line.output;
  request.view = film_view_named(line.view);
  request.body_part = line.body_part;
  apply(line.given, request.exposure);
  request.compression = compression_named(line.compression);
  write_film_of_ct(request);
}

void run_paint_film(const CommandLine& line) {
  if (line.inputs.size() != 1) throw UsageError("--input FILE is missing, or names more than one film");
  if (line.output.empty()) throw UsageError("--output DIR is missing");
  const auto seed = line.given.figures.find("seed");
  paint_film(line.inputs.front(), film_ellipse_of(line.ellipse),
             seed == line.given.figures.end() ? 1 : static_cast<int>(seed->second), line.output);
}

void run(const CommandLine& line) {
  if (line.kind == "paint") return run_paint(line);
  if (line.kind == "film-of-ct") return run_film_of_ct(line);
  if (line.kind == "paint-film") return run_paint_film(line);
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
