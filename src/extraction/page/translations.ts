/** Labels of other languages in English, by word: German, French, Spanish, Italian, Dutch. What is the same is left out. */
const WORDS = `
preis price; einzelpreis unit price; stückpreis unit price; kosten cost; betrag amount; gesamtbetrag total; gesamtpreis total; gesamtsumme total; gesamt total;
summe sum; zwischensumme subtotal; endbetrag total; rechnungsbetrag invoice total; rabatt discount; mwst vat; ust vat; steuer tax; versand shipping; versandkosten shipping cost; menge quantity; anzahl quantity; stück quantity;
artikel article; artikelnummer article number; bezeichnung description; position item; positionen items; produkt product; produkte products; beschreibung description;
rechnung invoice; rechnungsnummer invoice number; rechnungsdatum invoice date; bestellnummer order number; bestellung order; kundennummer customer number; auftragsnummer order number; nummer number;
fällig due; fälligkeit due date; fälligkeitsdatum due date; zahlbar due; zahlungsziel due date; datum date; uhrzeit time; beginn start; ende end; dauer duration; kunde customer; kundin customer; empfänger recipient; absender sender; lieferant supplier; anschrift address; adresse address; straße street; ort city; stadt city; land country; vorname first name; nachname last name; telefon phone;
name name; titel title; autor author; verfasser author; bewertung rating; bewertungen reviews; größe size; größen sizes; gewicht weight; farbe colour; material material; breite width; höhe height; länge length; tiefe depth; leistung power; hersteller manufacturer; marke brand; verfügbarkeit availability; lieferzeit delivery time; bestand stock; status status; öffnungszeiten opening hours; gehalt salary; standort location; abteilung department; garantie warranty; eigenschaften properties; merkmale features; daten data;
prix price; montant amount; quantité quantity; qté quantity; facture invoice; numéro number; échéance due date; référence reference; désignation description; taille size; tailles sizes; poids weight; couleur colour; matière material; matériau material; largeur width; hauteur height; longueur length; profondeur depth; puissance power; fabricant manufacturer; marque brand; disponibilité availability; livraison delivery; durée duration; auteur author; titre title; nom name; prénom first name; ville city; pays country; adresse address; téléphone phone; heure time; lieu location; salaire salary; client customer; garantie warranty; note rating; avis reviews; horaires opening hours; remise discount; commande order; statut status; état status; expédition shipping; caractéristiques specifications; tva vat;
precio price; importe amount; cantidad quantity; factura invoice; fecha date; vencimiento due date; talla size; tamaño size; peso weight; color colour; material material; ancho width; alto height; marca brand; disponibilidad availability; título title; nombre name; apellido last name; ciudad city; país country; dirección address; teléfono phone; hora time; lugar location; salario salary; cliente customer; garantía warranty; descuento discount; características specifications; iva vat; número number; descripción description;
prezzo price; quantità quantity; importo amount; fattura invoice; scadenza due date; taglia size; colore colour; marca brand; titolo title; città city; prijs price; aantal quantity; bedrag amount; totaal total; factuur invoice; factuurnummer invoice number; vervaldatum due date; gewicht weight; kleur colour; maat size; merk brand
`

const english = new Map(
  WORDS.split(';').flatMap(entry => {
    const [word = '', ...meaning] = entry.trim().split(' ')
    return word === '' || word === meaning.join(' ') ? [] : [[word, meaning.join(' ')] as const]
  }),
)

/** A name with the words of it that are known from another language in English; unchanged where there are none. */
export const toEnglish = (name: string): string =>
  name.replace(/[\p{L}]+/gu, word => english.get(word.toLowerCase()) ?? word)
