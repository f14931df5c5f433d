#include "pipeline/report/print_pages.h"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>

#include "io/values/errors.h"

namespace osteosign {
namespace {

// Points; A4 is 210 x 297 mm.
constexpr double page_width = 595.28, page_height = 841.89, margin = 42, footer_height = 24;
constexpr double text_width = page_width - 2 * margin, gap = 6, cell_padding = 3;
constexpr double text_size = 9, picture_height = 230;

template <auto release>
struct Releaser {
  template <class T>
  void operator()(T* handle) const {
    release(handle);
  }
};
using Surface = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using Context = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Releaser<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Releaser<pango_font_description_free>>;

cairo_status_t append_bytes(void* bytes, const unsigned char* data, unsigned int length) {
  auto& all = *static_cast<std::vector<std::uint8_t>*>(bytes);
  all.insert(all.end(), data, data + length);
  return CAIRO_STATUS_SUCCESS;
}

void require_a_font() {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(pango_cairo_font_map_get_default(), &families, &count);
  g_free(families);
  if (count == 0)
    throw OutputError("report.pdf: no font is installed; install one, such as the package fonts-dejavu-core");
}

enum class Weight { normal, bold };

/// Fills pages from top to bottom.
class Printer {
 public:
  Printer(cairo_surface_t* surface, std::string footer)
      : context_(cairo_create(surface)), footer_(std::move(footer)) {}

  void print(const PrintedHeading& heading) {
    const double size = heading.level == 1 ? 17 : heading.level == 2 ? 12.5 : 10.5;
    const Layout layout = text_layout(heading.text, text_width, size, Weight::bold);
    constexpr double room_for_what_follows = 50;
    make_room(height_of(layout) + 2 * gap + room_for_what_follows);
    y_ += gap;
    show(layout, margin);
    y_ += height_of(layout) + gap / 2;
  }

  void print(const PrintedText& text) {
    const Layout layout = text_layout(text.text, text_width, text_size, Weight::normal);
    if (const std::size_t end = end_of_page_in(layout, text.text); end < text.text.size()) {
      print(PrintedText{text.text.substr(0, end)});
      return print(PrintedText{text.text.substr(end)});
    }
    make_room(height_of(layout));
    show(layout, margin);
    y_ += height_of(layout) + gap;
  }

  void print(const PrintedPicture& printed);
  void print(const PrintedTable& table);

  void end_page() {
    const std::string text = fmt::format("{}   {}", footer_, ++page_);
    const Layout layout = text_layout(text, text_width, 7.5, Weight::normal);
    y_ = page_height - margin;
    show(layout, margin);
    cairo_show_page(context_.get());
    y_ = margin;
  }

  bool page_is_open() const { return y_ > margin; }

 private:
  Layout text_layout(const std::string& text, double width, double size, Weight weight) const {
    Layout layout(pango_cairo_create_layout(context_.get()));
    const Font font(pango_font_description_from_string("DejaVu Sans, Sans"));
    pango_font_description_set_absolute_size(font.get(), size * PANGO_SCALE);
    pango_font_description_set_weight(font.get(),
                                      weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    return layout;
  }

  static double height_of(const Layout& layout) {
    int height = 0;
    pango_layout_get_size(layout.get(), nullptr, &height);
    return static_cast<double>(height) / PANGO_SCALE;
  }

  /// Where in the text a whole page is full; its end when it fits into one.
  static std::size_t end_of_page_in(const Layout& layout, const std::string& text) {
    constexpr double usable = page_height - 2 * margin - footer_height - 2 * cell_padding;
    const int lines = pango_layout_get_line_count(layout.get());
    if (height_of(layout) <= usable || lines < 2) return text.size();
    const int that_fit = std::max(1, static_cast<int>(usable * lines / height_of(layout)) - 1);
    return static_cast<std::size_t>(pango_layout_get_line_readonly(layout.get(), that_fit)->start_index);
  }

  void show(const Layout& layout, double x) {
    cairo_set_source_rgb(context_.get(), 0, 0, 0);
    cairo_move_to(context_.get(), x, y_);
    pango_cairo_show_layout(context_.get(), layout.get());
  }

  void make_room(double height) {
    if (page_is_open() && y_ + height > page_height - margin - footer_height) end_page();
  }

  void print_row(const std::vector<std::string>& cells, const std::vector<double>& shares, Weight weight);

  Context context_;
  std::string footer_;
  double y_ = margin;
  int page_ = 0;
};

void Printer::print(const PrintedPicture& printed) {
  const RgbPicture& picture = printed.picture;
  const int stride = cairo_format_stride_for_width(CAIRO_FORMAT_RGB24, picture.width);
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(stride) *
                                   static_cast<std::size_t>(picture.height));
  for (int row = 0; row < picture.height; ++row)
    for (int column = 0; column < picture.width; ++column) {
      const std::uint8_t* const rgb =
          &picture.rgb[3 * (static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
                            static_cast<std::size_t>(column))];
      const std::uint32_t packed =
          static_cast<std::uint32_t>(rgb[0]) << 16 | static_cast<std::uint32_t>(rgb[1]) << 8 | rgb[2];
      std::copy_n(reinterpret_cast<const std::uint8_t*>(&packed), sizeof packed,
                  &pixels[static_cast<std::size_t>(row) * static_cast<std::size_t>(stride) +
                          4 * static_cast<std::size_t>(column)]);
    }
  const Layout caption = text_layout(printed.caption, text_width, 8, Weight::normal);
  const double scale = std::min({picture_height / picture.height, text_width / picture.width, 1.0});
  make_room(scale * picture.height + height_of(caption) + 2 * gap);
  const Surface image(cairo_image_surface_create_for_data(pixels.data(), CAIRO_FORMAT_RGB24, picture.width,
                                                          picture.height, stride));
  cairo_save(context_.get());
  cairo_translate(context_.get(), margin, y_);
  cairo_scale(context_.get(), scale, scale);
  cairo_set_source_surface(context_.get(), image.get(), 0, 0);
  cairo_paint(context_.get());
  cairo_restore(context_.get());
  cairo_surface_finish(image.get());
  y_ += scale * picture.height + gap / 2;
  show(caption, margin);
  y_ += height_of(caption) + gap;
}

void Printer::print_row(const std::vector<std::string>& cells, const std::vector<double>& shares,
                        Weight weight) {
  std::vector<Layout> layouts;
  double height = 0;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    layouts.push_back(text_layout(cells[cell], shares.at(cell) * text_width - 2 * cell_padding, 8, weight));
    height = std::max(height, height_of(layouts.back()));
  }
  std::vector<std::string> first, rest;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    const std::size_t end = end_of_page_in(layouts[cell], cells[cell]);
    first.push_back(cells[cell].substr(0, end));
    rest.push_back(cells[cell].substr(end));
  }
  if (first != cells) {
    print_row(first, shares, weight);
    return print_row(rest, shares, weight);
  }
  make_room(height + 2 * cell_padding);
  cairo_set_source_rgb(context_.get(), 0.75, 0.75, 0.75);
  cairo_set_line_width(context_.get(), 0.5);
  cairo_move_to(context_.get(), margin, y_);
  cairo_line_to(context_.get(), page_width - margin, y_);
  cairo_stroke(context_.get());
  y_ += cell_padding;
  double x = margin;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    show(layouts[cell], x);
    x += shares[cell] * text_width;
  }
  y_ += height + cell_padding;
}

void Printer::print(const PrintedTable& table) {
  constexpr double header_and_a_row = 60;  // so that no header stands alone at the end of a page
  make_room(header_and_a_row);
  print_row(table.header, table.shares, Weight::bold);
  for (const std::vector<std::string>& row : table.rows) print_row(row, table.shares, Weight::normal);
  y_ += gap;
}

}  // namespace

std::vector<std::uint8_t> print_pages(const PrintedDocument& document) {
  require_a_font();
  std::vector<std::uint8_t> bytes;
  const Surface surface(cairo_pdf_surface_create_for_stream(append_bytes, &bytes, page_width, page_height));
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_TITLE, document.title.c_str());
  cairo_pdf_surface_set_metadata(surface.get(), CAIRO_PDF_METADATA_CREATE_DATE, document.created.c_str());
  {
    Printer printer(surface.get(), document.footer);
    for (const PrintedBlock& block : document.blocks)
      std::visit([&](const auto& part) { printer.print(part); }, block);
    if (printer.page_is_open()) printer.end_page();
  }
  cairo_surface_finish(surface.get());
  if (const cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS)
    throw OutputError(fmt::format("report.pdf: {}", cairo_status_to_string(status)));
  return bytes;
}

}  // namespace osteosign
